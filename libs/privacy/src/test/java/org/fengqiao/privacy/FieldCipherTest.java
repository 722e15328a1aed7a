package org.fengqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldCipherTest {

    static Stream<FieldCipher> ciphers() {
        return Stream.of(new FieldCipher(Keysets.aes()), new FieldCipher(Keysets.sm4()));
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void what_is_sealed_opens_in_its_place(FieldCipher cipher) {
        byte[] sealed = cipher.seal("party", "phone", "7", "14000000001");

        assertThat(cipher.openText("party", "phone", "7", sealed)).isEqualTo("14000000001");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("14000000001");
        assertThat(cipher.openText("party", "phone", "7", cipher.seal("party", "phone", "7", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void it_opens_in_no_other_place(FieldCipher cipher) {
        byte[] sealed = cipher.seal("party", "phone", "7", "14000000001");

        for (String[] place :
                new String[][] {
                    {"party", "phone", "8"},
                    {"party", "phon", "e7"},
                    {"partyphone", "", "7"},
                    {"party", "name", "7"},
                    {"clue", "phone", "7"}
                }) {
            assertThatThrownBy(() -> cipher.open(place[0], place[1], place[2], sealed))
                    .isInstanceOf(UnreadableFieldException.class)
                    .message()
                    .doesNotContain("14000000001");
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void any_changed_byte_is_noticed(FieldCipher cipher) {
        byte[] sealed = cipher.seal("party", "name", "7", "王某甲");

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> cipher.open("party", "name", "7", changed))
                    .as("byte " + i)
                    .isInstanceOf(UnreadableFieldException.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> cipher.open("party", "name", "7", cut))
                    .as("length " + length)
                    .isInstanceOf(UnreadableFieldException.class);
        }
    }

    @Test
    void another_key_does_not_open_it() {
        var lines = Keysets.lines();
        lines.setProperty("aead.k1", Keysets.base64(32, 9));
        byte[] sealed = new FieldCipher(Keysets.aes()).seal("party", "name", "7", "王某甲");

        assertThatThrownBy(
                        () -> new FieldCipher(Keyset.of(lines)).open("party", "name", "7", sealed))
                .isInstanceOf(UnreadableFieldException.class);
    }

    @Test
    void equal_values_look_different_and_random_bytes_never_open() {
        long seed = new Random().nextLong();
        System.out.println("field cipher seed " + seed);
        Random random = new Random(seed);
        FieldCipher cipher = new FieldCipher(Keysets.aes());

        assertThat(cipher.seal("t", "c", "1", "same"))
                .isNotEqualTo(cipher.seal("t", "c", "1", "same"));
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            if (noise.length > 1 && random.nextBoolean()) {
                noise[0] = 1;
                noise[1] = (byte) random.nextInt(4);
            }
            assertThatThrownBy(() -> cipher.open("t", "c", "1", noise))
                    .as("seed " + seed)
                    .isInstanceOf(UnreadableFieldException.class);
        }
    }
}
