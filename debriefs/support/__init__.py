"""Support for staff: offers, and what people say to them."""
