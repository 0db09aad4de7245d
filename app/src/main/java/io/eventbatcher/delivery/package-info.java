/**
 * The second half: takes batches from Kafka, has HubSpot take them, and settles what became of them.
 *
 * <p>One thread, the poll thread, owns all state; HTTP callbacks and timers only post to its {@link
 * io.eventbatcher.delivery.loop.Mailbox}. {@link io.eventbatcher.delivery.DeliveryLoop} is that thread's flow.
 *
 * <pre>
 * A batch:     held ──► open ──► finished ──► settled
 *                │        │ its shipments are sent; every item gets a verdict: delivered or dead
 *                └ waits until fewer loads than the window are unsettled
 *
 * A shipment:  ready ──► out ──┬─ delivered ─────────► verdicts
 *                ▲  ▲          ├─ partly delivered ──► verdicts; what is unproven: ready, alone
 *                │  └──────────┼─ split ─────────────► the first half: ready; the second when that is answered
 *                │             ├─ rejected ──────────► verdict dead; if merged, its members: ready, alone
 *                ├── timer ◄───┼─ retry, unproven ───► out until the time has come
 *                └── aside ◄───┴─ what fails alone ──► beside the lane until the time has come; at last verdict dead
 * </pre>
 *
 * <p>A load is what waits when the lane may send: as many whole batches as fit one request, so that a backlog of small batches drains
 * at full requests. The window counts loads: what a crash can make a lane send twice is its window of unsettled loads.
 *
 * <p>A lane sends from the front of its ready shipments while fewer than its window are out, and what follows from an answer
 * goes to the front. Where order is kept the window is one: so the follow-ups of a shipment, and a retry, go before all that
 * comes later, which is all there is to the order. A lane is one assignment of a partition: when the partition is revoked the
 * object is dropped, and answers that still refer to it fall on deaf ears.
 */
@NullMarked
package io.eventbatcher.delivery;

import org.jspecify.annotations.NullMarked;
