package org.fengqiao.intake.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.privacy.FieldCipher;
import org.fengqiao.privacy.KeyedHash;
import org.fengqiao.privacy.Keyset;

/** The platform's keys, from the file {@code FENGQIAO_KEYSET}; without it intake does not start. */
@ApplicationScoped
public class Keys {

    @Produces
    @Singleton
    Keyset keyset(@ConfigProperty(name = "fengqiao.keyset") String file) {
        try {
            return Keyset.load(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("no keyset, see FENGQIAO_KEYSET", e);
        }
    }

    @Produces
    @Singleton
    FieldCipher cipher(Keyset keys) {
        return new FieldCipher(keys);
    }

    @Produces
    @Singleton
    KeyedHash hash(Keyset keys) {
        return new KeyedHash(keys);
    }
}
