package io.eventbatcher.delivery.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** All observers of a simulation, in the order in which they are told. */
final class Observers implements Observer {
    private final List<Observer> all = new ArrayList<>();

    void add(Observer observer) {
        all.add(observer);
    }

    @Override
    public void sent(SentRequest request) {
        all.forEach(observer -> observer.sent(request));
    }

    @Override
    public void arrived(SentRequest request, Reply reply) {
        all.forEach(observer -> observer.arrived(request, reply));
    }

    @Override
    public void answered(SentRequest request, Reply reply) {
        all.forEach(observer -> observer.answered(request, reply));
    }

    @Override
    public void timedOut(SentRequest request) {
        all.forEach(observer -> observer.timedOut(request));
    }

    @Override
    public void committed(SimulatedKafka.Transaction transaction) {
        all.forEach(observer -> observer.committed(transaction));
    }

    @Override
    public void abandoned(TopicPartition lane) {
        all.forEach(observer -> observer.abandoned(lane));
    }

    @Override
    public void gone(SimulatedInstance instance) {
        all.forEach(observer -> observer.gone(instance));
    }

    @Override
    public void examine() {
        all.forEach(Observer::examine);
    }
}
