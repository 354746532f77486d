//! Which message of a thread answers which, after Jamie Zawinski's algorithm
//! (<https://www.jwz.org/doc/threading.html>), with these differences: nothing is joined by its subject,
//! and what a message says of its own place goes before what others say of it. Pure.
//!
//! What always holds: the result does not depend on the order in which the messages came; a message
//! stands below the one it answers; whatever the fields say, there is no cycle; nothing is recursive,
//! so a thread may be as deep as it likes.

use crate::clock::Instant;
use std::collections::HashMap;

/// A message of a thread, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knot<'a> {
    pub message_id: &'a str,
    /// The ids of what it answers, the nearest last.
    pub ancestors: Vec<&'a str>,
    pub written_at: Instant,
}

/// A message at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Where it stood in what was given.
    pub index: usize,
    /// Where the message stands that it answers, in the result; `None`: it answers none that is there.
    pub answers: Option<usize>,
}

/// The messages in the order in which they are read: by their dates, and never above what they answer.
pub fn arrange(knots: &[Knot<'_>]) -> Vec<Placed> {
    let forest = Forest::grow(knots);
    let answered: Vec<Option<usize>> = forest.real_parents(knots.len());
    // Whoever's clock is behind stands below what they answer all the same.
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); knots.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, answers) in answered.iter().enumerate() {
        match answers {
            Some(parent) => below[*parent].push(index),
            None => open.push(index),
        }
    }
    let mut keys: Vec<(Instant, usize)> = knots.iter().map(|one| (one.written_at, 0)).collect();
    while let Some(parent) = open.pop() {
        for child in std::mem::take(&mut below[parent]) {
            let (at, depth) = keys[parent];
            keys[child] = (keys[child].0.max(at), depth + 1);
            open.push(child);
        }
    }
    let mut order: Vec<usize> = (0..knots.len()).collect();
    order.sort_by_key(|index| (keys[*index], knots[*index].message_id));
    let mut places = vec![0; knots.len()];
    for (place, index) in order.iter().enumerate() {
        places[*index] = place;
    }
    let placed = order.iter().map(|index| Placed {
        index: *index,
        answers: answered[*index].map(|parent| places[parent]),
    });
    placed.collect()
}

/// Every message that is there or is spoken of, and what it hangs from.
struct Forest {
    parents: Vec<Option<usize>>,
    /// Leads to the top of each tree, shorter and shorter.
    tops: Vec<usize>,
}

impl Forest {
    /// The first nodes are the messages that are given, in their order.
    fn grow(knots: &[Knot<'_>]) -> Forest {
        let mut nodes: HashMap<&str, usize> = HashMap::new();
        for (index, knot) in knots.iter().enumerate() {
            nodes.entry(knot.message_id).or_insert(index);
        }
        let mut count = knots.len();
        for id in knots.iter().flat_map(|knot| &knot.ancestors) {
            nodes.entry(id).or_insert_with(|| {
                count += 1;
                count - 1
            });
        }
        let mut forest = Forest {
            parents: vec![None; count],
            tops: (0..count).collect(),
        };
        // What was given in whatever order is gone through in one.
        let mut order: Vec<usize> = (0..knots.len()).collect();
        order.sort_by_key(|index| (knots[*index].written_at, knots[*index].message_id));
        for index in &order {
            if let Some(nearest) = knots[*index].ancestors.last() {
                forest.hang(*index, nodes[nearest]);
            }
        }
        for index in &order {
            for pair in knots[*index].ancestors.windows(2) {
                forest.hang(nodes[pair[1]], nodes[pair[0]]);
            }
        }
        forest
    }

    /// Hangs one below the other, unless it hangs somewhere already or that would make a circle.
    fn hang(&mut self, child: usize, parent: usize) {
        if self.parents[child].is_none() && self.top(parent) != child {
            self.parents[child] = Some(parent);
            self.tops[child] = self.top(parent);
        }
    }

    fn top(&mut self, node: usize) -> usize {
        let mut top = node;
        while self.tops[top] != top {
            top = self.tops[top];
        }
        let mut step = node;
        while self.tops[step] != top {
            step = std::mem::replace(&mut self.tops[step], top);
        }
        top
    }

    /// For each of the first `count` nodes the nearest one above it that is one of them, too.
    fn real_parents(&self, count: usize) -> Vec<Option<usize>> {
        // What the way up from a node that is not there ends at, once it was gone.
        let mut known: HashMap<usize, Option<usize>> = HashMap::new();
        let mut real = Vec::with_capacity(count);
        for index in 0..count {
            let mut way = Vec::new();
            let mut step = self.parents[index];
            let found = loop {
                match step {
                    Some(node) if node >= count => {
                        if let Some(found) = known.get(&node) {
                            break *found;
                        }
                        way.push(node);
                        step = self.parents[node];
                    }
                    found => break found,
                }
            };
            known.extend(way.into_iter().map(|node| (node, found)));
            real.push(found);
        }
        real
    }
}
