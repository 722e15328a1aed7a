package org.fengqiao.mediation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.fengqiao.mediation.handling.MediationHandler;
import org.fengqiao.outbox.Delivery;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears dispatch and risk, batch by batch. */
@ApplicationScoped
class EventListener {

    private final Delivery delivery;
    private final MediationHandler handler;

    EventListener(Mutiny.SessionFactory sessions, MediationHandler handler) {
        this.delivery = new Delivery("mediation", sessions);
        this.handler = handler;
    }

    @Incoming("dispatch")
    Uni<Void> dispatch(ConsumerRecords<String, byte[]> records) {
        return delivery.deliver(records, handler::hear);
    }

    @Incoming("risk")
    Uni<Void> risk(ConsumerRecords<String, byte[]> records) {
        return delivery.deliver(records, handler::hear);
    }
}
