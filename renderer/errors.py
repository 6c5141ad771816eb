"""Every error that Livery raises on purpose, as one tree.

    LiveryError                     code, public message, HTTP status, details
    ├── InputError                  422  what was handed in cannot be used; the message says the way out
    │   ├── ConfigurationInvalid         carries violations           (configurator/errors.py)
    │   ├── FinalizationRefused  409     what is finalized stands, or is not ready  (configurator/errors.py)
    │   │   └── VersionStale     412     it has changed since the caller looked    (configurator/errors.py)
    │   ├── FileRefused                  a file beside a configuration    (configurator/resolve/read_beside.py)
    │   ├── CatalogInvalid               a product.toml, swatch or decal file is wrong   (configurator/errors.py)
    │   ├── ArtworkError                 text, logo or image that cannot be drawn
    │   ├── ZoneError                    a personalization zone that does not fit its surface
    │   ├── RequestRefused       4xx     a request that is not carried out            (livery/api/errors.py)
    │   ├── ModelError                   a glTF file that cannot be read or is not valid
    │   └── RecipeError                  a recipe that names what does not exist
    ├── ExportRefused               422  an AR file that did not pass its gate
    └── SystemFailure               500  a part of Livery failed; the input may be fine
        ├── BlobMissing                  the store lacks (or found damaged) a digest it was asked for
        ├── StoreUnavailable        503  the store cannot be reached, or refuses
        ├── EngineUnavailable       503  a render engine cannot run here
        ├── DatabaseUnavailable     503  ledger or saved configurations cannot be reached   (workers/errors.py)
        ├── BrokerUnavailable       503  nobody carries messages                       (workers/errors.py)
        ├── JobTimedOut                  a worker stopped what took too long           (workers/errors.py)
        └── JobFailed                    a worker gave up                              (workers/errors.py)

`code` is stable and upper case; `message` is written for the person who can act on it.
"""

from collections.abc import Mapping


class LiveryError(Exception):
    """Root of the tree. `details` is JSON-ready and safe to show.

    `reason` is not: addresses, folders, what another program said. Logs have it and whoever is at the command line,
    no answer to a customer does.
    """

    code = "LIVERY_ERROR"
    status = 500

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        details: Mapping[str, object] | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.code = code or type(self).code
        self.details = dict(details or {})


class InputError(LiveryError):
    """What was handed in cannot be used."""

    code = "INPUT_INVALID"
    status = 422


class ArtworkError(InputError):
    """A text, logo or image that cannot be drawn; `suggestions` are ways out, best first.

    `passing`: it may be otherwise another time, on a machine that is less busy.
    """

    code = "ARTWORK_INVALID"

    def __init__(self, message: str, *, code: str, suggestions: tuple[str, ...] = (), passing: bool = False) -> None:
        super().__init__(message, code=code, details={"suggestions": list(suggestions)})
        self.suggestions = suggestions
        self.passing = passing


class ZoneError(InputError):
    """A personalization zone that is missing or does not fit the surface it is authored on."""

    code = "ZONE_INVALID"


class ModelError(InputError):
    """A glTF file that cannot be read or is not valid."""

    code = "MODEL_INVALID"


class RecipeError(InputError):
    """A recipe that names a node, slot or zone which the base model does not have."""

    code = "RECIPE_INVALID"


class ExportRefused(LiveryError):
    """An AR file that did not pass its gate; `details["errors"]` lists what failed."""

    code = "EXPORT_REFUSED"
    status = 422


class SystemFailure(LiveryError):
    """A part of Livery failed; the input may be fine."""

    code = "SYSTEM_FAILURE"


class StoreUnavailable(SystemFailure):
    """The store cannot be reached, is full, or refuses."""

    code = "STORE_UNAVAILABLE"
    status = 503


class BlobMissing(SystemFailure):
    """The store lacks a digest it was asked for, or holds damaged bytes under it."""

    code = "BLOB_MISSING"


class EngineUnavailable(SystemFailure):
    """A render engine cannot run on this machine; the message says what to install."""

    code = "ENGINE_UNAVAILABLE"
    status = 503
