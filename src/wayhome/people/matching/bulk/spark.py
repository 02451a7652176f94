"""The same work on Spark: SQL translated by sqlglot, crowded blocks dealt to several workers.

By default Spark runs in this process's machine (local mode); `MASTER` in the environment names a
cluster. The list itself is read by DuckDB, so that a faulty one is refused in the same words.
"""

import os
import re
import shutil
import warnings
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.bulk.engine import (
    BEFORE,
    Columns,
    DuckEngine,
    Engine,
    folder_beside,
)
from wayhome.people.matching.errors import WrongInput

_SALTS = 4
_PARTITIONS = 8  # of a shuffle, on one machine
_MEMORY = "3g"
_LOG = """rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
logger.codegen.name = org.apache.spark.sql.catalyst.expressions.codegen
logger.codegen.level = off
logger.stages.name = org.apache.spark.sql.execution.WholeStageCodegenExec
logger.stages.level = off
"""
_READER = "2500MB"  # of DuckDB, which reads and writes the lists


class SparkEngine(Engine):
    """Tables are views on rows that Spark keeps; each is worked out when it is made."""

    salts = _SALTS

    def __init__(self, near: Path) -> None:
        _require_java()
        sql = _pyspark()
        self._near = near
        self._folder = folder_beside(near).resolve()
        self._kept: dict[str, Any] = {}
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = sql.SparkSession.builder.appName("wayhome")
        builder = builder.master(os.environ.get("MASTER", "local[*]"))
        try:
            for key, value in self._settings().items():
                builder = builder.config(key, value)
            self._session = builder.getOrCreate()
            self._session.sparkContext.setLogLevel("ERROR")
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def _settings(self) -> dict[str, str]:
        return {
            "spark.sql.shuffle.partitions": str(_PARTITIONS),
            "spark.default.parallelism": str(_PARTITIONS),
            "spark.driver.memory": _MEMORY,
            "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={self._log_settings()}",
            "spark.local.dir": str(self._folder),
            "spark.sql.warehouse.dir": str(self._folder / "warehouse"),
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.execution.arrow.pyspark.enabled": "true",
        }

    def _log_settings(self) -> str:
        """Only errors are told, and not that a query too large to compile is run uncompiled."""
        settings = self._folder / "log4j2.properties"
        settings.write_text(_LOG, encoding="utf-8")
        return settings.as_uri()

    def make(self, name: str, sql: str) -> None:
        found = self._session.sql(translated(sql)).localCheckpoint(eager=True)
        found.createOrReplaceTempView(name)
        self._kept[name] = found

    def make_by_steps(self, name: str, steps: Sequence[str]) -> None:
        # Spark writes Java for a query; put into one, these conditions would outgrow a Java method.
        for place, step in enumerate(steps):
            self.make(f"{name}_{place}", step.replace(BEFORE, f"{name}_{place - 1}"))
            self.forget(f"{name}_{place - 1}")
        self.make(name, f"SELECT * FROM {name}_{len(steps) - 1}")
        self.forget(f"{name}_{len(steps) - 1}")

    def forget(self, *names: str) -> None:
        for name in names:
            self._session.catalog.dropTempView(name)
            self._kept.pop(name, None)

    def fetch(self, sql: str) -> Columns:
        table = self._session.sql(translated(sql)).toArrow()
        return {name: _numbers(table.column(name)) for name in table.column_names}

    def put(self, name: str, columns: Mapping[str, Sequence[Any] | npt.NDArray[Any]]) -> None:
        import pyarrow as pa

        from wayhome.people.matching.bulk.engine import arrow_of

        given = pa.table({key: arrow_of(values) for key, values in columns.items()})
        found = self._session.createDataFrame(given).localCheckpoint(eager=True)
        found.createOrReplaceTempView(name)
        self._kept[name] = found

    def read_csv(self, name: str, path: Path, header: Sequence[str], delimiter: str) -> None:
        cells = self._folder / f"{name}.parquet"
        with closing(DuckEngine(self._near, _READER)) as reader:
            reader.read_csv("cells", path, header, delimiter)
            reader.write_parquet("SELECT * FROM cells", cells)
        self._session.read.parquet(str(cells)).createOrReplaceTempView(name)

    def write_csv(self, sql: str, path: Path) -> None:
        with closing(DuckEngine(self._near, _READER)) as writer:  # so that both write alike
            writer.put("lines", self.fetch(sql))
            writer.write_csv("SELECT * FROM lines", path)

    def splink(self) -> Any:
        from splink.backends import spark as backend

        make: Any = backend.SparkAPI
        return make(
            spark_session=self._session,
            break_lineage_method="persist",
            num_partitions_on_repartition=_PARTITIONS,
            register_udfs_automatically=False,
        )

    def close(self) -> None:
        self._session.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


def translated(sql: str) -> str:
    """DuckDB's SQL as Spark writes it; a hash is one of 64 bits in both."""
    import sqlglot

    (found,) = sqlglot.transpile(sql, read="duckdb", write="spark")
    return re.sub(r"\bHASH\(", "XXHASH64(", found)


def _pyspark() -> Any:
    # We hand over Arrow tables and no pandas, about whose newest versions PySpark warns.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    try:
        import pyspark.sql
        import splink  # noqa: F401 (asked for here, so that nothing is begun without it)
    except ImportError as error:
        raise WrongInput(
            f"--engine spark: {error.name} is not installed; run `pip install "
            "-e '.[bulk,spark]'`, or leave --engine out to work on this machine"
        ) from error
    return pyspark.sql


def java_is_there() -> bool:
    """Whether Spark finds Java: in JAVA_HOME, or among the commands."""
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java") or (home and (Path(home) / "bin" / "java").exists()))


def _require_java() -> None:
    if java_is_there():
        return
    raise WrongInput(
        "--engine spark: Java is not installed; install Java 17 (on Debian: apt-get install "
        "openjdk-17-jre-headless), or leave --engine out to work on this machine"
    )


def _numbers(column: Any) -> npt.NDArray[Any]:
    """As DuckDB hands columns over: nulls of numbers are masked."""
    import pyarrow as pa

    if pa.types.is_decimal(column.type):
        column = column.cast(pa.float64())
    if not column.null_count or pa.types.is_string(column.type):
        return np.asarray(column.to_numpy(zero_copy_only=False))
    filled = column.fill_null(0).to_numpy(zero_copy_only=False)
    mask = column.is_null().to_numpy(zero_copy_only=False)
    return np.ma.masked_array(filled, mask=mask)
