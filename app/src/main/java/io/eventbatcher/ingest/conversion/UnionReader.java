package io.eventbatcher.ingest.conversion;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/** Reads a value of a union by the branch that the value names. */
record UnionReader(List<ValueReader> branches) implements ValueReader {
    static ValueReader of(Schema union, Function<Schema, ValueReader> reader) {
        return new UnionReader(union.getTypes().stream().map(reader).toList());
    }

    @Override
    public @Nullable Object read(Decoder in) throws IOException {
        // a branch that is not there is an unchecked exception, as all damage may be
        return branches.get(in.readIndex()).read(in);
    }
}
