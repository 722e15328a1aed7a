package org.fengqiao.intake;

import java.util.List;

/** What became of a command. */
public sealed interface Decision {

    /**
     * The command was carried out.
     *
     * @param events empty when nothing that others must know has changed
     */
    record Accepted(Registration next, List<RegistrationEvent> events) implements Decision {

        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Refused(Refusal refusal) implements Decision {}
}
