"""Headers that every answer carries."""

_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
        "picture-in-picture", "screen-wake-lock", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip


class SecurityHeadersMiddleware:
    """Adds the Permissions-Policy: Koepel's pages use none of these features."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _POLICY)
        return response


class BadRequestMiddleware:
    """Takes out of a request what no browser sends and a database cannot read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A quoted cookie may spell a NUL ("\000"), which PostgreSQL answers with an error.
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if "\x00" not in name + value
        }
        return self.get_response(request)
