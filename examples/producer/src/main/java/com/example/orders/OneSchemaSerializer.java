package com.example.orders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes a zero, the id of the schema, and the event as Avro; the id is the property {@code schema.id}. For producers with one schema. */
public final class OneSchemaSerializer implements Serializer<SpecificRecord> {
    private int id;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        id = Integer.parseInt(String.valueOf(config.get("schema.id")));
    }

    @Override
    public byte[] serialize(String topic, SpecificRecord event) {
        try {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            value.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
            BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(value, null);
            new SpecificDatumWriter<SpecificRecord>(event.getSchema(), SpecificData.getForClass(event.getClass()))
                    .write(event, avro);
            return value.toByteArray();
        } catch (IOException broken) {
            throw new SerializationException(broken);
        }
    }
}
