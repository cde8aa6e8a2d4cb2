"""What lies between rare events: a chart of months shows little where fewer than five happen in one."""
