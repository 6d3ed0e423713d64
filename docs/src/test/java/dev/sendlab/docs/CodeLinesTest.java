package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeLinesTest {

    @Test
    void blankLinesCommentLinesAndImportsDoNotCount() {
        assertThat(CodeLines.count(List.of(
                        "import a.B;",
                        "/**",
                        " * Text.",
                        " */",
                        "class A {",
                        "",
                        "    // why",
                        "    int a; // how",
                        "}")))
                .isEqualTo(3);
    }
}
