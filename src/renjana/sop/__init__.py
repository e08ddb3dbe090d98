"""The procedure as data: definitions, flow, working time, sheet layout. Pure Python."""
