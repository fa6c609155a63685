"""The command line: inputs, outputs, exit codes, hostile inputs."""
