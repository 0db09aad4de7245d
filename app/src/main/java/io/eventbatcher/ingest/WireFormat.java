package io.eventbatcher.ingest;

import io.eventbatcher.ingest.registry.SchemaId;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Confluent's wire format: magic 0 and a four-byte schema id in front of the Avro; or, in the newer form, magic 1 and a 16-byte
 * GUID in the header {@code __value_schema_id}, and the value is bare Avro.
 */
final class WireFormat {
    static final String GUID_HEADER = "__value_schema_id";

    private static final int ID_PREFIX_BYTES = 5;
    private static final int GUID_HEADER_BYTES = 17;

    private WireFormat() {}

    /**
     * Avro with the id of its writer's schema.
     *
     * @param bytes the whole value, not copied
     * @param avroAt where in it the Avro starts
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once; never compared
    record Framed(SchemaId schemaId, byte[] bytes, int avroAt) {}

    static Framed framed(byte[] value, Headers headers) {
        Header guid = headers.lastHeader(GUID_HEADER);
        if (guid != null && guid.value() != null && isGuid(guid.value())) {
            ByteBuffer bits = ByteBuffer.wrap(guid.value(), 1, GUID_HEADER_BYTES - 1);
            return new Framed(new SchemaId.Guid(new UUID(bits.getLong(), bits.getLong())), value, 0);
        }
        if (value.length < ID_PREFIX_BYTES || value[0] != 0) {
            throw Refusal.undecodable(
                    "The value is not in Confluent's wire format: it has neither magic byte 0 and a schema"
                            + " id in front, nor a schema GUID in the header " + GUID_HEADER
                            + ". Produce it with a schema registry serializer.");
        }
        return new Framed(
                new SchemaId.Id(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt()), value, ID_PREFIX_BYTES);
    }

    private static boolean isGuid(byte[] header) {
        return header.length == GUID_HEADER_BYTES && header[0] == 1;
    }
}
