package org.fengqiao.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Map<String, Integer> verified = new HashMap<>();
    private final VerifiedTokens tokens = new VerifiedTokens(new Verifier(), now::get);

    @Test
    void the_same_token_is_verified_once() {
        // When
        SecurityIdentity first = ask("clerk until 2000");
        SecurityIdentity second = ask("clerk until 2000");

        // Then
        assertThat(verified).containsEntry("clerk until 2000", 1);
        assertThat(second.getPrincipal().getName()).isEqualTo("clerk until 2000");
        assertThat(second.getRoles()).isEqualTo(first.getRoles()).containsExactly("clerk");
    }

    @Test
    void another_token_is_verified_for_itself() {
        // When
        ask("clerk until 2000");
        ask("leader until 2000");

        // Then
        assertThat(verified).hasSize(2);
    }

    @Test
    void after_a_while_it_is_verified_again() {
        // Given
        ask("clerk until 2000");

        // When
        now.addAndGet(VerifiedTokens.KEEP_MILLIS);
        ask("clerk until 2000");

        // Then
        assertThat(verified).containsEntry("clerk until 2000", 2);
    }

    @Test
    void an_expired_token_is_not_taken_from_memory() {
        // Given
        ask("clerk until 1005");

        // When
        now.addAndGet(5_000);
        ask("clerk until 1005");

        // Then
        assertThat(verified).containsEntry("clerk until 1005", 2);
    }

    @Test
    void a_refused_token_is_refused_again() {
        assertThatThrownBy(() -> ask("forged")).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> ask("forged")).isInstanceOf(AuthenticationFailedException.class);
        assertThat(verified).containsEntry("forged", 2);
    }

    private SecurityIdentity ask(String token) {
        return tokens.authenticate(
                        new TokenAuthenticationRequest(new AccessTokenCredential(token)),
                        new Straight())
                .await()
                .indefinitely();
    }

    /** Takes tokens of the form {@code role until epoch-second}. */
    private final class Verifier implements IdentityProvider<TokenAuthenticationRequest> {

        @Override
        public Class<TokenAuthenticationRequest> getRequestType() {
            return TokenAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TokenAuthenticationRequest request, AuthenticationRequestContext context) {
            String token = request.getToken().getToken();
            verified.merge(token, 1, Integer::sum);
            if (token.equals("forged")) {
                return Uni.createFrom().failure(new AuthenticationFailedException());
            }
            int cut = token.indexOf(" until ");
            long expiry = Long.parseLong(token.substring(cut + " until ".length()));
            return Uni.createFrom()
                    .item(
                            QuarkusSecurityIdentity.builder()
                                    .setPrincipal(new Claims(token, expiry))
                                    .addRole(token.substring(0, cut))
                                    .build());
        }
    }

    private record Claims(String name, long expiry) implements JsonWebToken {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public long getExpirationTime() {
            return expiry;
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // as MicroProfile declares it
        public <T> @Nullable T getClaim(String claimName) {
            return null;
        }
    }

    private static final class Straight implements AuthenticationRequestContext {

        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> function) {
            return Uni.createFrom().item(function);
        }
    }
}
