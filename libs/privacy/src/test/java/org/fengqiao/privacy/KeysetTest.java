package org.fengqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeysetTest {

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Suite.class)
    void a_generated_keyset_is_the_owners_alone_and_can_be_loaded(Suite suite) throws IOException {
        // Given
        Path file = folder.resolve("keys").resolve("keyset");

        // When
        Keyset made = Keyset.generate(file, suite);
        Keyset loaded = Keyset.load(file);

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        byte[] sealed = new FieldCipher(made).seal("party", "phone", "1", "14000000001");
        assertThat(new FieldCipher(loaded).openText("party", "phone", "1", sealed))
                .isEqualTo("14000000001");
        assertThat(new KeyedHash(loaded).phone("14000000001"))
                .isEqualTo(new KeyedHash(made).phone("14000000001"));
    }

    @Test
    void an_existing_keyset_is_never_overwritten() throws IOException {
        Path file = folder.resolve("keyset");
        Keyset.generate(file);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> Keyset.generate(file))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void a_broken_keyset_names_the_line_and_not_the_key() {
        Properties shortKey = Keysets.lines();
        shortKey.setProperty("aead.k1", Keysets.base64(16, 7));
        Properties noBase64 = Keysets.lines();
        noBase64.setProperty("hash.k1", "geheim!geheim");
        Properties noPrimary = Keysets.lines();
        noPrimary.remove("primary");
        Properties absent = Keysets.lines();
        absent.setProperty("primary", "k9");
        Properties badId = Keysets.lines();
        badId.setProperty("aead.K 1", Keysets.base64(32, 1));

        assertThatThrownBy(() -> Keyset.of(shortKey))
                .hasMessageContaining("aead.k1")
                .hasMessageContaining("32");
        assertThatThrownBy(() -> Keyset.of(noBase64))
                .hasMessageContaining("hash.k1")
                .hasNoCause()
                .message()
                .doesNotContain("geheim");
        assertThatThrownBy(() -> Keyset.of(noPrimary)).hasMessageContaining("primary");
        assertThatThrownBy(() -> Keyset.of(absent)).hasMessageContaining("aead.k9");
        assertThatThrownBy(() -> Keyset.of(badId)).hasMessageContaining("key id");
    }

    @Test
    void after_a_rotation_old_values_open_new_ones_take_the_new_key_and_hashes_stay() {
        // Given
        byte[] old = new FieldCipher(Keysets.aes()).seal("party", "name", "1", "王某甲");
        Properties lines = Keysets.lines();
        lines.setProperty("primary", "k2");
        lines.setProperty("primary.hash", "k1");
        lines.setProperty("aead.k2", Keysets.base64(16, 5));
        lines.setProperty("suite.k2", "SM4_SM3");

        // When
        Keyset rotated = Keyset.of(lines);

        // Then
        FieldCipher cipher = new FieldCipher(rotated);
        assertThat(cipher.openText("party", "name", "1", old)).isEqualTo("王某甲");
        byte[] fresh = cipher.seal("party", "name", "1", "王某甲");
        assertThat(cipher.openText("party", "name", "1", fresh)).isEqualTo("王某甲");
        assertThatThrownBy(() -> new FieldCipher(Keysets.aes()).open("party", "name", "1", fresh))
                .isInstanceOf(UnreadableFieldException.class)
                .hasMessageContaining("unknown key");
        assertThat(new KeyedHash(rotated).phone("14000000001"))
                .isEqualTo(new KeyedHash(Keysets.aes()).phone("14000000001"));
    }
}
