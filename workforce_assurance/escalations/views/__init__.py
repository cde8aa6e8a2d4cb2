"""The pages of escalations, one module for each thing."""
