package io.eventbatcher.delivery.rate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.route.Route.Quota;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The claim of an instance to parts of the quotas, told to the rest.
 *
 * @param instance name of the claimant
 * @param quotas the part of each quota
 */
public record RateClaim(String instance, Map<Quota, Part> quotas) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RateClaim {
        quotas = Map.copyOf(quotas);
    }

    /**
     * The part of one quota.
     *
     * @param lanes the claimant's lanes of the quota's routes
     * @param hungry true if the claimant could use more
     * @param used the rate in use, in requests a second
     * @param most the granted rate, in requests a second; 0 from releases without the field
     */
    public record Part(int lanes, boolean hungry, double used, double most) {
        public static final Part NONE = new Part(0, false, 0, 0);

        /** True if instances with the old claim should hear the new one soon. */
        boolean differsFrom(Part other) {
            return lanes != other.lanes
                    || hungry != other.hungry
                    || Math.abs(used - other.used) > Math.max(used, other.used) / 5
                    || Math.abs(most - other.most) > Math.max(most, other.most) / 20;
        }

        /** The rate that nobody else may count on, in requests a second. */
        double taken() {
            return hungry ? Math.max(used, most) : used;
        }
    }

    public Part of(Quota quota) {
        return quotas.getOrDefault(quota, Part.NONE);
    }

    boolean differsFrom(RateClaim other) {
        return quotas.entrySet().stream().anyMatch(part -> part.getValue().differsFrom(other.of(part.getKey())));
    }

    /** JSON: {@code {"instance":"one","EVENTS":{"lanes":3,"hungry":true,"used":12.5,"most":20.0},…}}. */
    public byte[] toBytes() {
        ObjectNode tree = JSON.createObjectNode().put("instance", instance);
        quotas.forEach((quota, part) -> tree.putObject(quota.name())
                .put("lanes", part.lanes())
                .put("hungry", part.hungry())
                .put("used", part.used())
                .put("most", part.most()));
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Empty for bytes that are no claim of a known release. */
    public static Optional<RateClaim> read(byte[] bytes) {
        JsonNode tree;
        try {
            tree = JSON.readTree(bytes);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
        if (tree == null || !tree.path("instance").isTextual()) {
            return Optional.empty();
        }
        Map<Quota, Part> quotas = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
            JsonNode part = tree.path(quota.name());
            int lanes = part.path("lanes").asInt(-1);
            double used = part.path("used").asDouble(-1);
            double most = part.path("most").asDouble(0);
            if (lanes >= 0 && sensible(used) && sensible(most)) {
                quotas.put(quota, new Part(lanes, part.path("hungry").asBoolean(), used, most));
            }
        }
        return Optional.of(new RateClaim(tree.path("instance").asText(), quotas));
    }

    private static boolean sensible(double rate) {
        return rate >= 0 && Double.isFinite(rate);
    }
}
