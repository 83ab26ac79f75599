"""planwriter: write, check, clear, publish and send the Customer Service Plan of Executive Order 13571."""

__version__ = "0.1.0"
