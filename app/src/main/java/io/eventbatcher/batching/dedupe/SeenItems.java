package io.eventbatcher.batching.dedupe;

import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of one route that were seen within the window. An event is known by its uuid, within HubSpot's own scope for uuids. A replay is
 * known by its replay id and its dead letter, because the uuid was seen when the event first came; a replay adds entries for both.
 */
final class SeenItems {
    private final Route route;
    private final DedupeWindow window;
    private final DedupeKeyHash hash = new DedupeKeyHash();

    SeenItems(Route route, DedupeWindow window) {
        this.route = route;
        this.window = window;
    }

    /**
     * The keys of an item.
     *
     * @param former the key that earlier releases gave to a replay, of the replay id alone (decision 0027); null for an event that is no replay
     */
    record Keys(DedupeKey key, @Nullable DedupeKey former) {}

    /** The keys of the items, whose entries are read in one call for {@link #see}. */
    List<Keys> lookUp(List<Item> items, long now) {
        List<Keys> keysOfItems = items.stream().map(this::keys).toList();
        List<DedupeKey> all = new ArrayList<>(items.size());
        for (Keys keys : keysOfItems) {
            all.add(keys.key());
            if (keys.former() != null) {
                all.add(keys.former());
            }
        }
        window.lookUp(all, now);
        return keysOfItems;
    }

    private Keys keys(Item item) {
        String replayId = item.replayId();
        return replayId == null
                ? new Keys(keyOfEvent(item), null)
                : new Keys(hash.ofReplay(replayId, item.origin(), item.replays()), hash.ofReplayId(replayId));
    }

    private DedupeKey keyOfEvent(Item item) {
        String scope = route.hasNames() ? item.name(route) : item.identity();
        return hash.ofEvent(scope, item.uuid());
    }

    /** Tells if an item was seen, and adds an entry when the item is new. */
    DedupeWindow.Seen see(Item item, Keys keys, long now) {
        long content = item.contentHash();
        DedupeWindow.Seen seen = window.find(keys.key(), content, now);
        if (keys.former() == null) {
            if (seen == DedupeWindow.Seen.NEVER) {
                window.add(keys.key(), content, now);
            }
            return seen;
        }
        // A former entry may be of any letter that was replayed under the same id; the content tells.
        if (seen != DedupeWindow.Seen.NEVER || window.find(keys.former(), content, now) == DedupeWindow.Seen.SAME) {
            return DedupeWindow.Seen.SAME;
        }
        window.add(keys.key(), content, now);
        window.add(keyOfEvent(item), content, now);
        return DedupeWindow.Seen.NEVER;
    }
}
