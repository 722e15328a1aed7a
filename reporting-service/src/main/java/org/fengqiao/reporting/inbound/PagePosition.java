package org.fengqiao.reporting.inbound;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.fengqiao.edge.Problem;
import org.fengqiao.reporting.outbound.CaseListItem;
import org.fengqiao.reporting.outbound.CaseSearch.Position;
import org.jspecify.annotations.Nullable;

/** Where a page ended, as the opaque {@code after} of the next one. */
final class PagePosition {

    private PagePosition() {}

    static String of(CaseListItem last) {
        String text = last.registeredAt() + " " + last.caseNo();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Position read(@Nullable String after) {
        if (after == null || after.isBlank()) {
            return null;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8)
                            .split(" ", 2);
            return new Position(Instant.parse(parts[0]), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Problem.of(422, "invalid-request", "请求内容有误", "参数 after 不是本接口给出的位置").asException();
        }
    }
}
