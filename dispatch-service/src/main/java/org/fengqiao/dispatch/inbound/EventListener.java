package org.fengqiao.dispatch.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.fengqiao.dispatch.handling.AssignmentHandler;
import org.fengqiao.dispatch.handling.Rejections;
import org.fengqiao.outbox.Delivery;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears intake, mediation and risk, batch by batch. */
@ApplicationScoped
class EventListener {

    private final Delivery delivery;
    private final AssignmentHandler handler;
    private final Rejections rejections;

    EventListener(
            Mutiny.SessionFactory sessions, AssignmentHandler handler, Rejections rejections) {
        this.delivery = new Delivery("dispatch", sessions);
        this.handler = handler;
        this.rejections = rejections;
    }

    @Incoming("intake")
    Uni<Void> intake(ConsumerRecords<String, byte[]> records) {
        return delivery.deliver(records, handler::hear, rejections::hear);
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
