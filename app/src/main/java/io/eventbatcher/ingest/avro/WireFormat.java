package io.eventbatcher.ingest.avro;

import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ingest.registry.SchemaLookup;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's wire format: magic 0 and a four-byte schema id in front of the Avro; or, in the newer form, magic 1 and a 16-byte GUID in
 * the header {@code __value_schema_id}, and the value is bare Avro.
 */
public final class WireFormat {
    private static final String GUID_HEADER = "__value_schema_id";
    private static final String APICURIOS = "apicurio.value.";
    private static final int ID_PREFIX_BYTES = 5;
    private static final int GUID_HEADER_BYTES = 17;

    /** No registry gives this id. */
    private static final SchemaId NO_ID = new SchemaId.Id(0);

    private WireFormat() {}

    /** The id of the writer's schema; null for a value in another format. */
    static @Nullable SchemaId schemaId(byte[] value, Headers headers) {
        Header guid = headers.lastHeader(GUID_HEADER);
        if (guid != null && guid.value() != null && isGuid(guid.value())) {
            ByteBuffer bits = ByteBuffer.wrap(guid.value(), 1, GUID_HEADER_BYTES - 1);
            return new SchemaId.Guid(new UUID(bits.getLong(), bits.getLong()));
        }
        return value.length < ID_PREFIX_BYTES || value[0] != 0
                ? null
                : new SchemaId.Id(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt());
    }

    /**
     * Reads a value by its writer's schema; no success for a value that names no schema, or a schema that the registry does not tell.
     *
     * @param reading gets the schema and its id
     */
    static <T> ReadResult<T> read(
            byte[] value, Headers headers, SchemaLookup schemas, BiFunction<Schema, SchemaId, ReadResult<T>> reading) {
        SchemaId id = schemaId(value, headers);
        return id == null ? unframed(headers) : bySchema(id, headers, schemas, schema -> reading.apply(schema, id));
    }

    static <T> ReadResult<T> bySchema(
            SchemaId id, Headers headers, SchemaLookup schemas, Function<Schema, ReadResult<T>> reading) {
        return isApicurios(id, headers)
                ? apicurios()
                : schemas.find(id)
                        .fold(
                                reading,
                                ReadResult::undecodable,
                                hint -> ReadResult.unknownSchema(id.toString(), hint),
                                ReadResult.Undecided::new);
    }

    /** A value with an id in front. */
    public static byte[] framed(int schemaId, byte[] avro) {
        return ByteBuffer.allocate(ID_PREFIX_BYTES + avro.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(avro)
                .array();
    }

    /** The headers without those that name a schema, for a value with an id in front. */
    public static Headers withoutSchema(Headers headers) {
        Headers left = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().equals(GUID_HEADER) && !header.key().startsWith(APICURIOS)) {
                left.add(header);
            }
        }
        return left;
    }

    /** The position of the Avro in the value. */
    static int avroAt(SchemaId id) {
        return id instanceof SchemaId.Id ? ID_PREFIX_BYTES : 0;
    }

    /**
     * Tests for a value of Apicurio's serializer as Apicurio sets it up by itself: its id has eight bytes, so that the first four are 0, or
     * stands in a header.
     */
    static boolean isApicurios(SchemaId id, Headers headers) {
        return id.equals(NO_ID) || hasApicuriosHeader(headers);
    }

    private static boolean hasApicuriosHeader(Headers headers) {
        for (Header header : headers) {
            if (header.key().startsWith(APICURIOS)) {
                return true;
            }
        }
        return false;
    }

    private static <T> ReadResult<T> apicurios() {
        return ReadResult.undecodable(
                "The value has no schema id of four bytes (schema id 0 is none). Apicurio's serializer writes ids"
                        + " of eight bytes, or into headers, unless the producer sets apicurio.registry.as-confluent=true and"
                        + " apicurio.registry.headers.enabled=false; or name Apicurio's deserializer as avro.deserializer.");
    }

    static <T> ReadResult<T> unframed(Headers headers) {
        if (hasApicuriosHeader(headers)) {
            return apicurios();
        }
        return ReadResult.undecodable(
                "The value is not in Confluent's wire format: it has neither magic byte 0 and a schema"
                        + " id in front, nor a schema GUID in the header " + GUID_HEADER
                        + ". Produce it with a schema registry serializer.");
    }

    private static boolean isGuid(byte[] header) {
        return header.length == GUID_HEADER_BYTES && header[0] == 1;
    }
}
