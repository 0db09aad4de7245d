/**
 * The second half: takes batches from Kafka, sends the events to HubSpot, and settles the outcome of every event. This package
 * assembles the rooms of delivery and runs the poll thread. {@code service} and {@code monitoring} see the package; of its rooms
 * others see only what meters read: the observer, a route's status and the rates.
 *
 * <p>One thread, the poll thread, owns all state; HTTP callbacks and timers only post to the {@link
 * io.eventbatcher.delivery.loop.Mailbox}. {@link io.eventbatcher.delivery.DeliveryLoop} is the flow of the poll thread:
 *
 * <pre>
 * poll       {@link io.eventbatcher.delivery.BatchPoller}                Kafka's records become batches of a lane
 * answer     {@link io.eventbatcher.delivery.dispatch.AnswerHandler}     items get outcomes, lanes get follow-up requests
 * dispatch   {@link io.eventbatcher.delivery.dispatch.Dispatcher}        requests go as the gates allow
 * settle     {@link io.eventbatcher.delivery.settle.Settler}             receipts, dead letters and offsets, in one transaction
 * </pre>
 *
 * <pre>
 * A batch:     waiting ──► open ──► finished ──► settled
 *                │           │ requests are sent; every item gets an outcome: delivered or dead
 *                └ waits until fewer groups of coalesced batches than the window are unsettled
 *
 * A request:   ready ──► in flight ──┬─ delivered, already accepted ──► outcomes
 *                ▲  ▲                ├─ partly delivered ─────────────► outcomes; unproven inputs: ready, alone
 *                │  ├────────────────┼─ split ────────────────────────► a search: a group ready, the rest after its answer;
 *                │  │                │                                  or three groups ready side by side
 *                │  ├── withdrawn ◄──┼─ rejected ─────────────────────► unconfirmed until HubSpot takes another input, then
 *                │  │                │                                  outcome dead; if merged, the items: ready, alone
 *                │  ├────────────────┼─ park, halt ───────────────────► ready, at the front; the try does not count
 *                │  ├── timer ◄──────┼─ retry, unproven ──────────────► delayed; twice unproven: outcome dead
 *                │  │                ├─ fails three times ────────────► divided into halves: ready
 *                └──┴── aside ◄──────┴─ part or single fails, doubted ► delayed beside the queue; at last outcome dead
 * </pre>
 *
 * <p>A halting answer that may be about an input is a split, a rejection or a doubt instead: {@link
 * io.eventbatcher.delivery.rejection.HaltingInputs#meaning} tells before anything else looks at the outcome.
 *
 * <p>A lane coalesces waiting batches up to the size of a request: a backlog of small batches drains in full requests. The window counts
 * the groups of coalesced batches: after a crash a lane sends at most a window of unsettled groups twice.
 *
 * <p>A lane sends from the front of the queue while fewer requests than the window are in flight, and follow-up requests go to the
 * front. Where order is kept the window is 1: follow-ups and retries go before everything later. A lane is an assignment of a partition;
 * an answer to a dropped lane changes nothing.
 */
@NullMarked
package io.eventbatcher.delivery;

import org.jspecify.annotations.NullMarked;
