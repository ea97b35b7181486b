package io.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordTest {

    @Test
    void isWrittenInLowerCaseWithHyphens() {
        assertThat(FailMode.OPEN_WITH_FLAG.word()).isEqualTo("open-with-flag");
        assertThat(Word.of(FailMode.class, "open-with-flag")).isEqualTo(FailMode.OPEN_WITH_FLAG);
        assertThatThrownBy(() -> Word.of(FailMode.class, "open")).isInstanceOf(IllegalStateException.class);
    }
}
