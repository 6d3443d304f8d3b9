"""Makes the example networks; examples/networks/generate.py is the program."""
