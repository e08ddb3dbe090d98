"""One run of an SOP: tasks, history, deadlines, inbox."""
