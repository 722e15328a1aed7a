package org.fengqiao.intake.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.fengqiao.intake.handling.DispatchNews;
import org.fengqiao.outbox.Delivery;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears {@code dispatch.events.v1}. */
@ApplicationScoped
class DispatchListener {

    private final Delivery delivery;
    private final DispatchNews news;

    DispatchListener(Mutiny.SessionFactory sessions, DispatchNews news) {
        this.delivery = new Delivery("intake", sessions);
        this.news = news;
    }

    @Incoming("dispatch")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return delivery.deliver(records, news::hear);
    }
}
