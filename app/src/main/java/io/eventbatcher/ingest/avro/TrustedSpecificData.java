package io.eventbatcher.ingest.avro;

import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro's view of one generated class, the only class that Avro may instantiate. Since 1.12.2 Avro loads a class that a schema names only
 * if the class is trusted JVM-wide; schemas come from outside, so the class is given instead of looked up.
 */
final class TrustedSpecificData extends SpecificData {
    private final Class<? extends SpecificRecord> type;
    private final String fullName;

    TrustedSpecificData(Class<? extends SpecificRecord> type) {
        this.type = type;
        this.fullName = getSchema(type).getFullName();
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    @SuppressWarnings("rawtypes") // as Avro declares it
    public @Nullable Class getClass(Schema schema) {
        if (schema.getType() == Schema.Type.RECORD) {
            return fullName.equals(schema.getFullName()) ? type : null;
        }
        return super.getClass(schema);
    }
}
