package io.eventbatcher.ingest.conversion;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.Decoder;

/**
 * Reads a map of properties, each value as text. A null leaves its property out: HubSpot then keeps the value that it has.
 *
 * @param values gives Strings or null
 */
record PropertiesReader(TextReader names, ValueReader values) implements ValueReader {
    /** What a map's first block claims is not believed; HubSpot takes 50 properties. */
    private static final int MOST_FORESEEN = 64;

    @Override
    public Map<String, String> read(Decoder in) throws IOException {
        long block = in.readMapStart();
        Map<String, String> properties = new HashMap<>((int) Math.min(block, MOST_FORESEEN) * 4 / 3 + 1);
        while (block > 0) {
            for (long left = block; left > 0; left--) {
                readOne(in, properties);
            }
            block = in.mapNext();
        }
        return properties;
    }

    private void readOne(Decoder in, Map<String, String> properties) throws IOException {
        String name;
        try {
            name = names.read(in);
        } catch (UnfitValueException unfit) {
            throw unfit.inName();
        }
        try {
            if (values.read(in) instanceof String value) {
                properties.put(name, value);
            } else {
                properties.remove(name);
            }
        } catch (UnfitValueException unfit) {
            throw unfit.inProperty("'" + Shown.text(name) + "'");
        }
    }
}
