"""A revision that can be checked by anyone, offline, for as long as it is kept.

revision.json   what was agreed and the digest of every file, canonical JSON, chained to the revision before it
seal.json       the digest of revision.json, signed
history/        both of every earlier revision
"""

from configurator.seal.revision import Acceptance, Revision, Seal, SealedFile
from configurator.seal.sign import seal_revision
from configurator.seal.verify import Fault, Verdict, verify_folder

__all__ = ["Acceptance", "Fault", "Revision", "Seal", "SealedFile", "Verdict", "seal_revision", "verify_folder"]
