package io.eventbatcher.delivery;

import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.function.Predicate;

/**
 * What goes into one request. Its size has nothing to do with that of a batch: halves and single inputs are shipments too.
 *
 * @param parcels at least one; where order is kept, no two of one identity
 * @param attempts the requests that have carried these parcels so far
 * @param retries how often in a row it was to be retried
 */
record Shipment(List<Parcel> parcels, int attempts, int retries) {
    Shipment {
        parcels = List.copyOf(parcels);
    }

    /** Of which nothing was sent yet. */
    static Shipment of(List<Parcel> parcels) {
        return new Shipment(parcels, 0, 0);
    }

    boolean hasSuch(Predicate<Member> wanted) {
        return parcels.stream().flatMap(parcel -> parcel.members().stream()).anyMatch(wanted);
    }

    Shipment sentOnceMore() {
        return new Shipment(parcels, attempts + 1, retries);
    }

    /** As if the last request had not been sent: it was turned away before anybody looked at its inputs. */
    Shipment untried() {
        return new Shipment(parcels, attempts - 1, retries);
    }

    /** This parcel of it, as part of the same request. */
    Shipment only(Parcel parcel) {
        return new Shipment(List.of(parcel), attempts, retries);
    }

    /** What is left of it without this parcel, of which nothing was sent. */
    List<Shipment> without(Parcel parcel) {
        List<Parcel> rest = parcels.stream().filter(other -> other != parcel).toList();
        return rest.isEmpty() ? List.of() : List.of(new Shipment(rest, attempts - 1, retries));
    }

    Shipment toRetry() {
        return new Shipment(parcels, attempts, retries + 1);
    }

    /** The parcel alone. */
    Shipment alone(Parcel parcel) {
        return new Shipment(List.of(parcel), attempts, 0);
    }

    /** Both halves, in order. */
    List<Shipment> halves() {
        int middle = (parcels.size() + 1) / 2;
        return List.of(
                new Shipment(parcels.subList(0, middle), attempts, 0),
                new Shipment(parcels.subList(middle, parcels.size()), attempts, 0));
    }

    HubSpotRequest request(Route route) {
        String batchId = parcels.get(0).members().get(0).batch().id();
        return new HubSpotRequest(route, List.<RequestInput>copyOf(parcels), batchId, attempts);
    }
}
