package io.eventbatcher.console.page.edit;

import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.replay.event.FieldEdits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The changes that people have entered and not sent. They stand in no address, because new values may be personal data. */
public final class EditDrafts {
    private static final int MOST = 50;

    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    /** A field and its new value, as they were entered. */
    public record Row(String field, String value) {}

    /** @param by the person, who alone sees the draft */
    public record Draft(String id, String by, List<Row> rows, boolean byOurSchema) {
        public Draft {
            rows = List.copyOf(rows);
        }

        /** The draft of a form; rows without a field and a value do not count. */
        public static Draft of(Parameters form, String by) {
            List<String> fields = form.all("field");
            List<String> values = form.all("value");
            List<Row> rows = new ArrayList<>();
            for (int at = 0; at < Math.min(fields.size(), values.size()); at++) {
                if (!fields.get(at).isBlank() || !values.get(at).isEmpty()) {
                    rows.add(new Row(fields.get(at).strip(), values.get(at)));
                }
            }
            return new Draft(
                    UUID.randomUUID().toString(),
                    by,
                    rows,
                    !form.get("our-schema").isEmpty());
        }

        /** @throws IllegalArgumentException for rows that change nothing, as a sentence */
        public FieldEdits edits() {
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("Name a field and its new value.");
            }
            return FieldEdits.of(words()).byOurSchema(byOurSchema);
        }

        public List<String> words() {
            return rows.stream().map(row -> row.field() + '=' + row.value()).toList();
        }
    }

    public synchronized Draft keep(Draft draft) {
        drafts.put(draft.id(), draft);
        if (drafts.size() > MOST) {
            drafts.remove(drafts.keySet().iterator().next());
        }
        return draft;
    }

    /** A draft of the person. */
    public synchronized Optional<Draft> find(String id, String by) {
        return Optional.ofNullable(drafts.get(id)).filter(draft -> draft.by().equals(by));
    }
}
