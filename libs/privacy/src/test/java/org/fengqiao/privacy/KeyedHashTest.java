package org.fengqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private final KeyedHash hash = new KeyedHash(Keysets.aes());

    @Test
    void spellings_of_one_value_have_one_hash() {
        assertThat(hash.person("99240519870312022x"))
                .isEqualTo(hash.person(" 992405 19870312 022X"))
                .get()
                .asString()
                .matches("[0-9a-f]{32}");
        assertThat(hash.phone("14000000001"))
                .isEqualTo(hash.phone("+86 140-0000-0001"))
                .isEqualTo(hash.phone("008614000000001"))
                .isEqualTo(
                        hash.phone(
                                "\uff11\uff14\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff11"));
        assertThat(hash.personNamePhone("王某甲", "14000000001"))
                .isEqualTo(hash.personNamePhone(" 王 某甲", "86-14000000001"));
        assertThat(hash.address("六曲河镇某村三组,12号")).isEqualTo(hash.address("六曲河镇 某村三组12号。"));
    }

    @Test
    void different_values_kinds_and_keys_have_different_hashes() {
        var lines = Keysets.lines();
        lines.setProperty("hash.k1", Keysets.base64(32, 9));

        assertThat(hash.phone("14000000001")).isNotEqualTo(hash.phone("14000000002"));
        assertThat(hash.phone("14000000001")).isNotEqualTo(hash.person("14000000001"));
        assertThat(hash.personNamePhone("王某甲", "14000000001"))
                .isNotEqualTo(hash.personNamePhone("李某乙", "14000000001"));
        assertThat(hash.phone("14000000001"))
                .isNotEqualTo(new KeyedHash(Keyset.of(lines)).phone("14000000001"))
                .isNotEqualTo(new KeyedHash(Keysets.sm4()).phone("14000000001"));
    }

    @Test
    void what_says_nothing_has_no_hash() {
        assertThat(hash.phone("未留")).isEmpty();
        assertThat(hash.phone("110")).isEmpty();
        assertThat(hash.person(" ")).isEmpty();
        assertThat(hash.personNamePhone("", "14000000001")).isEmpty();
        assertThat(hash.personNamePhone("王某甲", "")).isEmpty();
        assertThat(hash.address(",。")).isEmpty();
    }

    @Test
    void it_is_the_start_of_a_plain_hmac() throws GeneralSecurityException {
        // Given what anybody with the key can compute
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 2);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] whole = mac.doFinal("phone\00014000000001".getBytes(StandardCharsets.UTF_8));

        assertThat(hash.phone("14000000001"))
                .isEqualTo(Optional.of(HexFormat.of().formatHex(whole, 0, 16)));
    }
}
