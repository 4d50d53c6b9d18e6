//! Which blocks of a page are the article.
//!
//! What says that it is the text of an article is believed if it holds enough; then an `article`, then `main`; otherwise the container whose own paragraphs, and half
//! of those of the containers in it, are the most text, as readability libraries do it. Inside, what is mostly links or calls itself something else is left out.

use super::blocks::{Block, Kind, Page};

/// Text that says that it is an article is believed if it is at least this share of all the text on the page.
const SHARE: usize = 5;
/// A paragraph counts from this length on, in bytes.
const PARAGRAPH: usize = 40;

/// The blocks of the article, in order.
pub(super) fn article(page: &Page) -> Vec<usize> {
    let count = page.containers.len();
    let mut own = vec![0_usize; count];
    for block in page.blocks.iter().filter(|block| is_text(block)) {
        own[block.container] += block.extract.text().len() - block.linked;
    }
    // A container is listed after the one around it.
    let mut all = own.clone();
    for at in (1..count).rev() {
        all[page.containers[at].parent] += all[at];
    }
    let largest = |kind: Kind| {
        let of = (0..count).filter(|at| page.containers[*at].kind == kind && all[*at] * SHARE >= all[0] && all[*at] > 0);
        of.max_by_key(|at| (all[*at], std::cmp::Reverse(*at)))
    };
    let explicit = largest(Kind::Body).or_else(|| largest(Kind::Article)).or_else(|| largest(Kind::Main));
    let chosen = explicit.unwrap_or_else(|| {
        let mut score: Vec<usize> = own.iter().map(|own| own * 4).collect();
        for (container, own) in page.containers.iter().zip(&own).skip(1) {
            let parent = container.parent;
            score[parent] += own * 2;
            let above = page.containers[parent].parent;
            if above != parent {
                score[above] += own;
            }
        }
        (0..count).max_by_key(|at| (score[*at], std::cmp::Reverse(*at))).unwrap_or(0)
    });
    let mut inside = vec![false; count];
    let mut left_out = vec![false; count];
    inside[chosen] = true;
    for at in 0..count {
        let container = &page.containers[at];
        if at != chosen && container.parent != at {
            inside[at] |= inside[container.parent];
            // What holds most of the article is the article, whatever it is called.
            left_out[at] = inside[at] && (left_out[container.parent] || (container.suspect && all[at] * 2 < all[chosen]));
        }
    }
    let blocks = page.blocks.iter().enumerate();
    let blocks = blocks.filter(|(_, block)| inside[block.container] && !left_out[block.container]);
    blocks.filter(|(_, block)| !block.aside && !block.caption && !is_links(block)).map(|(at, _)| at).collect()
}

/// Whether a block is a paragraph of a text.
fn is_text(block: &Block) -> bool {
    block.heading == 0 && !block.aside && !block.caption && block.extract.text().len() >= PARAGRAPH && !is_links(block)
}

/// Whether a block is mostly links: a list of other articles, or a line of topics.
fn is_links(block: &Block) -> bool {
    block.heading != 1 && block.linked * 2 > block.extract.text().len()
}
