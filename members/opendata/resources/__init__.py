"""What every output is made of: one Struct a resource, one record a member, the licence."""
