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
 * What an instance tells the others about its part of the quotas.
 *
 * @param instance who says so
 * @param quotas its part of each
 */
public record RateClaim(String instance, Map<Quota, Part> quotas) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RateClaim {
        quotas = Map.copyOf(quotas);
    }

    /**
     * Its part of one quota.
     *
     * @param lanes how many lanes of the quota's routes are assigned to it
     * @param hungry whether it could use more than it has
     * @param used what it uses, in requests a second
     * @param most what it keeps to, in requests a second; 0 of a release that does not say so
     */
    public record Part(int lanes, boolean hungry, double used, double most) {
        public static final Part NONE = new Part(0, false, 0, 0);

        /** Whether those who reckon with the one should hear of the other before long. */
        public boolean differsFrom(Part other) {
            return lanes != other.lanes
                    || hungry != other.hungry
                    || Math.abs(used - other.used) > Math.max(used, other.used) / 5
                    || Math.abs(most - other.most) > Math.max(most, other.most) / 20;
        }

        /** What nobody else may count on. */
        public double taken() {
            return hungry ? Math.max(used, most) : used;
        }
    }

    public Part of(Quota quota) {
        return quotas.getOrDefault(quota, Part.NONE);
    }

    public boolean differsFrom(RateClaim other) {
        return quotas.entrySet().stream().anyMatch(part -> part.getValue().differsFrom(other.of(part.getKey())));
    }

    /** Such as {@code {"instance":"one","EVENTS":{"lanes":3,"hungry":true,"used":12.5,"most":20.0},…}}. */
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

    /** Empty when this is none of ours, or of a release that writes otherwise. */
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
