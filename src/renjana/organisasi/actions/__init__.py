"""What is done to the settings of an agency: one function a verb, each with its line of history."""
