"""The encrypted field: plain in Python, sealed in the database, bound to table, row and column."""

import json
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from wayhome.vault.cipher import seal, unseal


class _Sealed(bytes):
    """Bytes as the database holds them, not opened yet."""


class _Opening:
    """Opens a sealed value when it is first read from an instance, and keeps the plain one."""

    def __init__(self, field: "EncryptedField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, _Sealed):
            value = self.field.decode(unseal(bytes(value), self.field.place(instance)))
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.Field[Any, Any]):
    """Bytes, sealed. Cannot be filtered, ordered or read by ``values()``: look up by keyed hash."""

    empty_values = [None, b""]

    def get_internal_type(self) -> str:
        """Stored as bytes."""
        return "BinaryField"

    def encode(self, value: Any) -> bytes:
        """Return the bytes to seal."""
        return bytes(value)

    def decode(self, plain: bytes) -> Any:
        """Return the value that ``encode`` made these bytes of."""
        return plain

    def place(self, instance: models.Model) -> str:
        """Return table, row and column; needs the primary key, so give it before saving."""
        if instance.pk is None:
            raise ValueError(f"{self.model._meta.label}: give the row its id before sealing")
        return f"{self.model._meta.db_table}/{instance.pk}/{self.column}"

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        """Put the opening descriptor in place of the plain attribute."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    def from_db_value(self, value: Any, _expression: Any, _connection: BaseDatabaseWrapper) -> Any:
        """Keep the sealed bytes until an instance, which knows its place, is asked."""
        return None if value is None else _Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002  Django's
        """Seal on the way into the database; what was never opened goes back as it is."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, _Sealed):
            return value
        return _Sealed(seal(self.encode(value), self.place(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        """Refuse plain values: a lookup or an update by query would write them unsealed."""
        if value is None or isinstance(value, _Sealed):
            return value
        raise TypeError(f"{self.name} is sealed: save the instance, look up by keyed hash")

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        """Hand plain bytes to the driver."""
        value = value if prepared else self.get_prep_value(value)
        driver: Any = connection  # the driver module is an attribute that the stubs do not know
        return None if value is None else driver.Database.Binary(bytes(value))

    def value_to_string(self, obj: models.Model) -> str:  # noqa: ARG002  Django's signature
        """Refuse: a fixture would hold the value unsealed."""
        raise TypeError(f"{self.model._meta.label}.{self.name} is sealed and is not serialised")


class EncryptedTextField(EncryptedField):
    """Text, sealed."""

    def encode(self, value: Any) -> bytes:
        """Return UTF-8."""
        return str(value).encode()

    def decode(self, plain: bytes) -> str:
        """Return the text."""
        return plain.decode()


class EncryptedJSONField(EncryptedField):
    """Anything JSON can hold, sealed as a whole."""

    def encode(self, value: Any) -> bytes:
        """Return compact UTF-8 JSON."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, plain: bytes) -> Any:
        """Return the value."""
        return json.loads(plain)
