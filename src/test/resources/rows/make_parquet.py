"""Makes the Parquet files of this folder: python3 -m venv venv && venv/bin/pip install pyarrow==26.0.1 && venv/bin/python make_parquet.py

The two questions of mmlu.parquet are from MMLU (Hendrycks et al., 2021; MIT licence), in the form in which the Hugging Face hub publishes it.
"""

import pyarrow as pa
import pyarrow.parquet as pq

mmlu = pa.table({
    "question": [
        "The quantum efficiency of a photon detector is 0.1. If 100 photons are sent into the detector, one after the other, "
        "the detector will detect photons",
        "Find the degree for the given field extension Q(sqrt(2), sqrt(3), sqrt(18)) over Q.",
    ],
    "subject": ["college_physics", "abstract_algebra"],
    "choices": [
        ["an average of 10 times, with an rms deviation of about 4", "an average of 10 times, with an rms deviation of about 3",
         "an average of 10 times, with an rms deviation of about 1", "an average of 10 times, with an rms deviation of about 0.1"],
        ["0", "4", "2", "6"],
    ],
    "answer": pa.array([1, 1], pa.int64()),
})
pq.write_table(mmlu, "mmlu.parquet", compression="snappy")

values = pa.table({
    "text": ["é\n\"x\"", "", None],
    "word": pa.array(["a", "a", "b"]).dictionary_encode(),
    "list": [["x", "1"], [None], []],
    "group": [{"text": ["p"], "label": ["A"]}, None, {"text": [], "label": []}],
    "whole": pa.array([1, -9223372036854775808, None], pa.int64()),
    "fraction": [0.1, 2.0, 1e300],
    "single": pa.array([0.1, 1, 2], pa.float32()),
    "truth": [True, False, None],
    "bytes": [b"abc", b"\xff", None],
})
for codec in ("none", "gzip", "zstd", "brotli"):
    pq.write_table(values, codec + ".parquet", compression=codec)
pq.write_table(values.slice(0, 0), "no_rows.parquet")
# Hardwood 1.0.1 reads the rows of several groups one group after the other.
pq.write_table(pa.table({"n": list(range(1, 6))}), "groups.parquet", row_group_size=2)
pq.write_table(
    pa.table({"text": pa.array([b"good", b"caf\xe9"]).cast(pa.string(), safe=False)}), "latin1.parquet", compression="none")
# The largest values have the bits of -1.
pq.write_table(
    pa.table({
        "short": pa.array([65535], pa.uint16()),
        "whole": pa.array([4294967295], pa.uint32()),
        "long": pa.array([18446744073709551615], pa.uint64()),
        "list": pa.array([[3000000000, None]], pa.list_(pa.uint32())),
        "group": pa.array([{"n": 2147483648}], pa.struct([("n", pa.uint32())])),
    }),
    "unsigned.parquet")
pq.write_table(pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"]), "twice.parquet")
