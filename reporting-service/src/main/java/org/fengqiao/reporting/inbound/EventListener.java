package org.fengqiao.reporting.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.fengqiao.outbox.Delivery;
import org.fengqiao.reporting.handling.ProjectionHandler;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears everyone, batch by batch. */
@ApplicationScoped
class EventListener {

    private final Delivery delivery;
    private final ProjectionHandler handler;

    EventListener(Mutiny.SessionFactory sessions, ProjectionHandler handler) {
        this.delivery = new Delivery("reporting", sessions);
        this.handler = handler;
    }

    @Incoming("intake")
    Uni<Void> intake(ConsumerRecords<String, byte[]> records) {
        return delivery.deliver(records, handler::hear);
    }

    @Incoming("dispatch")
    Uni<Void> dispatch(ConsumerRecords<String, byte[]> records) {
        return delivery.deliver(records, handler::hear);
    }

    @Incoming("mediation")
    Uni<Void> mediation(ConsumerRecords<String, byte[]> records) {
        return delivery.deliver(records, handler::hear);
    }

    @Incoming("risk")
    Uni<Void> risk(ConsumerRecords<String, byte[]> records) {
        return delivery.deliver(records, handler::hear);
    }
}
