"""What the files are, for catalogues: DCAT-AP, Frictionless' Data Package, schema.org's Dataset."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.opendata.resources.about import changed_at, licence_of, publisher_of
from members.opendata.resources.profile import description_of

from .files import FORMATS, STATED
from .table import columns

_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_LANGUAGES = {"nl": "NLD", "fr": "FRA", "en": "ENG", "de": "DEU"}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def files(base):
    """Return {kind: absolute address} of the whole directory's files."""
    return {kind: base + reverse("opendata:file", args=[kind]) for kind in FORMATS}


def dcat(site, base):
    """Return the catalogue by DCAT-AP 3, as JSON-LD."""
    root = base + reverse("opendata:catalog")
    publisher = {
        "@id": f"{root}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _in_all(site, lambda language: publisher_of(site, language)),
    }
    dataset = _dataset(site, base, root, publisher)
    common = {"dct:publisher": {"@id": publisher["@id"]}, "dct:title": dataset["dct:title"]}
    catalog = {
        "@id": root,
        "@type": "dcat:Catalog",
        **common,
        "dct:description": dataset["dct:description"],
        "dct:language": _languages(site),
        "foaf:homepage": {"@id": base + "/"},
        "dcat:dataset": dataset,
        "dcat:service": _service(site, base, root, common),
    }
    licence = _licence(site)
    return {"@context": _CONTEXT, **catalog, **licence, "dct:publisher": publisher}


def _dataset(site, base, root, publisher):
    contact = {"@type": "vcard:Organization", "vcard:fn": publisher_of(site, site.languages[0])}
    if site.federation.contact_email:
        contact["vcard:hasEmail"] = {"@id": f"mailto:{site.federation.contact_email}"}
    data = {
        "@id": f"{root}#members",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{root}#members",
        "dct:title": _in_all(site, lambda language: title_of(site, language)),
        "dct:description": _in_all(site, lambda language: description_in(site, language)),
        "dct:publisher": {"@id": publisher["@id"]},
        "dct:language": _languages(site),
        "dct:accessRights": {
            "@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
        },
        "dcat:contactPoint": contact,
        "dcat:version": str(site.version),
        "dcat:distribution": [
            _distribution(site, root, kind, url) for kind, url in files(base).items()
        ],
    }
    if changed := changed_at(site):
        moment = changed.isoformat()
        data["dct:modified"] = {"@type": "xsd:dateTime", "@value": moment}
    return data


def _distribution(site, root, kind, url):
    media_type = FORMATS[kind].partition(";")[0]
    return {
        "@id": f"{root}#{kind}",
        "@type": "dcat:Distribution",
        "dct:title": kind.upper(),
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type}"},
        "dct:format": {"@id": _FILE_TYPE + {"jsonl": "JSON"}.get(kind, kind.upper())},
        **_licence(site),
    }


def _service(site, base, root, common):
    return {
        "@id": f"{root}#api",
        "@type": "dcat:DataService",
        **common,
        "dcat:endpointURL": {"@id": base + reverse("opendata:root")},
        "dcat:endpointDescription": {"@id": base + reverse("opendata:openapi")},
        "dcat:servesDataset": {"@id": f"{root}#members"},
        **_licence(site),
    }


def _licence(site):
    licence = licence_of(site, site.languages[0])
    if licence.url:
        return {"dct:license": {"@id": licence.url}}
    return {"dct:rights": {"@type": "dct:RightsStatement", "dct:title": licence.name}}


def _languages(site):
    addresses = (_LANGUAGES.get(code) for code in site.languages)
    return [{"@id": _LANGUAGE + code} for code in addresses if code]


def _in_all(site, text_in):
    """Return a text in every language of the site, as JSON-LD has it."""
    texts = []
    for language in site.languages:
        with override(language):
            texts.append({"@language": language, "@value": text_in(language)})
    return texts


def title_of(site, language):
    """Return the title of the data in the active language."""
    return _("Members of %(federation)s") % {"federation": publisher_of(site, language)}


def description_in(site, language):
    """Return what the data are, in the active language."""
    sentence = _("The member organisations of %(federation)s, as its directory shows them.")
    return sentence % {"federation": publisher_of(site, language)}


def data_package(site, base, language):
    """Return the CSV's Data Package with its Table Schema (Frictionless), in English names."""
    licence = licence_of(site, language)
    changed = changed_at(site)
    described = {"name": licence.code, "title": licence.name}
    described |= {"path": licence.url} if licence.url else {}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "members",
        "title": title_of(site, language),
        "version": str(site.version),
        "created": changed.isoformat() if changed else None,
        "licenses": [described],
        "contributors": [{"title": licence.attribution, "roles": ["publisher"]}],
        "resources": [
            {
                "name": "members",
                "type": "table",
                "path": files(base)["csv"],
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": table_schema(site),
            }
        ],
    }


def table_schema(site):
    """Return the Table Schema of the CSV (Frictionless)."""
    fields = [
        {"name": column.name, "type": column.type, "description": description_of(column.part)}
        for column in columns(site.languages)
    ]
    stated = [{"name": name, "type": "string"} for name in STATED]
    return {"fields": fields + stated, "primaryKey": ["id"], "missingValues": [""]}


def schema_org(site, base, language):
    """Return the data as schema.org's Dataset, for search engines."""
    licence, changed = licence_of(site, language), changed_at(site)
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title_of(site, language),
        "description": description_in(site, language),
        "url": base + reverse("openpages:overview"),
        "license": licence.url,
        "creator": {"@type": "Organization", "name": licence.attribution},
        "dateModified": changed.isoformat() if changed else None,
        "version": str(site.version),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": FORMATS[kind].partition(";")[0],
                "contentUrl": url,
            }
            for kind, url in files(base).items()
        ],
    }
    return {name: value for name, value in data.items() if value}
