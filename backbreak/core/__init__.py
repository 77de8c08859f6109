"""Every decision of backbreak, pure: values in, values out, time is an argument."""
