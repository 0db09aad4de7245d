package io.eventbatcher.delivery.lane;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Receipt;
import io.eventbatcher.record.UnreadableRecordException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One input of a request: a single item, or several items of one identity merged into one JSON. */
public final class MergedInput implements RequestInput {
    private final List<BatchedItem> items;
    private final byte @Nullable [] merged;

    private MergedInput(List<BatchedItem> items, byte @Nullable [] merged) {
        this.items = items;
        this.merged = merged;
    }

    public static MergedInput of(BatchedItem item) {
        return new MergedInput(List.of(item), null);
    }

    /** @param items merged in order */
    public static MergedInput of(List<BatchedItem> items) {
        return items.size() == 1
                ? of(items.get(0))
                : new MergedInput(
                        List.copyOf(items),
                        Merge.json(items.stream().map(BatchedItem::item).toList()));
    }

    public boolean isMerged() {
        return merged != null;
    }

    public List<BatchedItem> items() {
        return items;
    }

    /** The name by which HubSpot must know the event; empty where there is none. */
    public String name() {
        return items.get(0).name();
    }

    boolean contains(Predicate<Item> wanted) {
        return items.stream().anyMatch(item -> wanted.test(item.item()));
    }

    /** The last item, whose fields won. */
    private Item last() {
        return items.get(items.size() - 1).item();
    }

    public void delivered(Receipt.Request request) {
        ItemOutcome outcome = new ItemOutcome.Delivered(request, isMerged() ? last() : null);
        items.forEach(item -> item.decide(outcome));
    }

    @Override
    public int length() {
        return merged == null ? last().jsonLength() : merged.length;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        if (merged == null) {
            last().writeJson(target);
        } else {
            target.write(merged);
        }
    }

    /** The JSON, UTF-8. */
    public byte[] json() {
        return merged == null ? last().json() : merged.clone();
    }

    @Override
    public String identity() {
        return last().identity();
    }

    @Override
    public @Nullable String eventName() {
        return last().eventName();
    }

    @Override
    public String uuid() {
        return last().uuid();
    }

    @Override
    public Stream<byte[]> headers(String name) {
        return items.stream().map(item -> item.item().header(name)).flatMap(Stream::ofNullable);
    }

    @Override
    public String toString() {
        return items.toString();
    }

    /**
     * Merges several changes of one marketing event: later fields win, {@code customProperties} by name. The API refuses a request with the
     * same id twice.
     */
    static final class Merge {
        private static final String CUSTOM = "customProperties";
        /** Keeps every value as read: no number is rounded, no character becomes an escape. */
        private static final ObjectMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();

        private Merge() {}

        /** The merged input, UTF-8. */
        static byte[] json(List<Item> items) {
            ObjectNode merged = JSON.createObjectNode();
            Map<String, JsonNode> custom = new LinkedHashMap<>();
            for (Item item : items) {
                ObjectNode input = read(item);
                input.path(CUSTOM)
                        .forEach(property -> custom.put(property.path("name").asText(), property));
                merged.setAll(input);
            }
            if (merged.has(CUSTOM)) {
                ArrayNode all = merged.putArray(CUSTOM);
                custom.values().forEach(all::add);
            }
            return write(merged);
        }

        private static ObjectNode read(Item item) {
            try {
                if (JSON.readTree(item.json()) instanceof ObjectNode input) {
                    return input;
                }
            } catch (IOException unreadable) {
                throw new UnreadableRecordException(
                        "The JSON of " + item + " cannot be read: " + unreadable.getMessage());
            }
            throw new UnreadableRecordException("The JSON of " + item + " is no object.");
        }

        private static byte[] write(ObjectNode merged) {
            try {
                return JSON.writeValueAsBytes(merged);
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
