package org.fengqiao.risk.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.fengqiao.outbox.Delivery;
import org.fengqiao.risk.handling.RiskHandler;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears intake, batch by batch. */
@ApplicationScoped
class EventListener {

    private final Delivery delivery;
    private final RiskHandler handler;

    EventListener(Mutiny.SessionFactory sessions, RiskHandler handler) {
        this.delivery = new Delivery("risk", sessions);
        this.handler = handler;
    }

    @Incoming("intake")
    Uni<Void> intake(ConsumerRecords<String, byte[]> records) {
        return delivery.deliver(records, handler::hear);
    }
}
