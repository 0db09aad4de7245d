package io.eventbatcher.sandbox.simulator.rules;

import io.eventbatcher.sandbox.simulator.api.BatchResult;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.api.Input;
import io.eventbatcher.sandbox.simulator.api.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The marketing events of the account: upserts create marketing events, updates need existing ones. */
public final class MarketingEvents {
    /** Far from the object ids in tests. */
    private static final long FIRST_CREATED_ID = 900_000_000_001L;

    private final HubSpotAccount account;
    private final Clock clock;
    private final Map<String, String> idsByExternalId = new HashMap<>();
    private final Map<String, Stored> byObjectId = new HashMap<>();

    public MarketingEvents(HubSpotAccount account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    private record Stored(String objectId, String eventName, Instant createdAt) {
        /** The marketing event after an input. */
        Stored after(Input input) {
            return input.eventName().isEmpty() ? this : new Stored(objectId, input.eventName(), createdAt);
        }
    }

    /** HubSpot refuses a request that names a marketing event twice, in the wording of HubSpot's CRM batch endpoints. */
    public static Optional<Problem> duplicates(List<Input> inputs) {
        Set<String> seen = new LinkedHashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        for (Input input : inputs) {
            if (!seen.add(input.identity())) {
                twice.add(input.identity());
            }
        }
        String message = "Duplicate IDs found in batch input: [" + String.join(", ", twice) + "]. IDs must be unique";
        return twice.isEmpty() ? Optional.empty() : Optional.of(Problem.validation(message, List.of()));
    }

    public synchronized BatchResult upsert(List<Input> inputs) {
        Instant now = clock.instant();
        List<BatchResult.Done> results = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            String id = idsByExternalId.computeIfAbsent(input.identity(), identity -> create(now));
            results.add(done(input, id, now));
        }
        return new BatchResult(200, "COMPLETE", results, List.of());
    }

    public synchronized BatchResult update(List<Input> inputs) {
        Instant now = clock.instant();
        List<BatchResult.Done> results = new ArrayList<>(inputs.size());
        List<String> unknown = new ArrayList<>();
        for (Input input : inputs) {
            String id = input.identity();
            if (byObjectId.containsKey(id) || account.objectIds().test(id)) {
                byObjectId.computeIfAbsent(id, absent -> new Stored(id, "Marketing event " + id, now));
                results.add(done(input, id, now));
            } else {
                unknown.add(id);
            }
        }
        return new BatchResult(unknown.isEmpty() ? 200 : 207, "COMPLETE", results, unknown);
    }

    private BatchResult.Done done(Input input, String id, Instant now) {
        Stored stored = Objects.requireNonNull(byObjectId.computeIfPresent(id, (same, before) -> before.after(input)));
        return new BatchResult.Done((Input.Marketing) input, id, stored.eventName(), stored.createdAt(), now);
    }

    private String create(Instant now) {
        String id = Long.toString(FIRST_CREATED_ID + idsByExternalId.size());
        byObjectId.put(id, new Stored(id, "", now));
        return id;
    }
}
