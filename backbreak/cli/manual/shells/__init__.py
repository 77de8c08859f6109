"""Completion for the shells people use: scripts made from what the parsers take, as grammar tells it.

A script knows commands, options and sub-words by itself; exercises and settings it asks of `backbreak known`
while somebody types, because packs come and go.
"""
