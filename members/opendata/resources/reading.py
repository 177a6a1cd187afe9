"""JSON Schemas as readers take them in: one line a field, its type in words."""


def schemas_of(document):
    """Return [{name, description, fields}] of an OpenAPI document's schemas, by name."""
    return [
        {
            "name": name,
            "description": schema.get("description", ""),
            "fields": [
                {"name": field, "type": type_of(part), "description": part.get("description", "")}
                for field, part in schema.get("properties", {}).items()
            ],
        }
        for name, schema in sorted(document["components"]["schemas"].items())
    ]


def type_of(schema):
    """Return a schema's type in words, such as "list of Term" or "string or null"."""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(type_of(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " or ".join(f"“{value}”" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {type_of(schema['items'])}" if schema.get("items") else "list"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"{type_of(schema['additionalProperties'])} by key"
    kind = schema.get("type", "anything")
    kinds = kind if isinstance(kind, list) else [kind]
    return " or ".join([*kinds[:-1], schema.get("format", kinds[-1])])
