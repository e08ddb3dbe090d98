"""An SOP as BPMN 2.0 and back: written with positions and lanes, read from whatever tool drew it. Source: OMG BPMN 2.0.2."""
