package org.fengqiao.testkit.planted.bad;

import io.smallrye.mutiny.Uni;

/** A reactive type outside the layers. */
interface ReactiveCore {
    Uni<String> later();
}
