package io.eventbatcher.delivery.simulation;

import org.apache.kafka.common.TopicPartition;

/** Sees all that happens in a simulation, at the moment when it happens. */
interface Observer {
    /** An instance sends a request. */
    default void sent(SentRequest request) {}

    /** The request has reached HubSpot. */
    default void arrived(SentRequest request, Reply reply) {}

    /** The reply has reached the instance. */
    default void answered(SentRequest request, Reply reply) {}

    /** The instance waits no longer for an answer. */
    default void timedOut(SentRequest request) {}

    /** A settlement is committed. Events of it are settled by now. */
    default void committed(SimulatedKafka.Transaction transaction) {}

    /** Whoever had this lane has let it go without settling all it knew: the next one may send things again. */
    default void abandoned(TopicPartition lane) {}

    /** The instance is gone, and its answers are heard by nobody. */
    default void gone(SimulatedInstance instance) {}

    /** The test asks for the truth about everything. */
    default void examine() {}
}
